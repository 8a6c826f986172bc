import { describe, expect, it } from 'vitest'
import { executeBlock, StateCache, StateUnavailableError } from '../../src/index.ts'
import { TestChain, user } from '../chain/TestChain.ts'

describe('StateCache', () => {
  it('has what a block left behind before the block is stored, however much it remembers', async () => {
    const rich = user(1)
    const chain = new TestChain(new Map([[rich.address, { balance: 10n ** 20n }]]))
    const cache = new StateCache({ limit: 1 })
    const input = chain.input([chain.sign(rich, { to: user(2).address, value: 5n })])
    const block = await executeBlock(chain.store, chain.head, input, chain.profile, { cache })
    expect(cache.latest?.stateRoot).toBe(block.header.stateRoot)
    expect(cache.latest?.account(rich.address)?.nonce).toBe(1n)
    expect(cache.latest?.account(user(2).address)?.balance).toBe(5n)
    expect(cache.latest?.account(user(3).address)).toBeNull()

    const anew = cache.open(chain.store, block.header.stateRoot)
    expect(() => anew.account(rich.address)).toThrow(StateUnavailableError)
    chain.accept(block)
    expect(anew.account(rich.address)?.nonce).toBe(1n)
  })
})
