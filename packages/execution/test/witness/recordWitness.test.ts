import { asAddress, fromHex, type Hex } from '@mvm/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  type BlockWitness,
  executeBlock,
  MemoryStateStore,
  type ParentBlock,
  recordSegmentWitness,
  recordWitness,
} from '../../src/index.ts'
import { assemble } from '../bytecode/assemble.ts'
import { TestChain, user, word } from '../chain/TestChain.ts'

const alice = user(1)
const map = asAddress(`0x${'aa'.repeat(20)}`)

/** Stores the second word of its input at the first. */
const code = assemble('PUSH1 32 CALLDATALOAD PUSH0 CALLDATALOAD SSTORE')

let chain: TestChain

beforeEach(() => {
  const storage = new Map<Hex, Hex>()
  for (let slot = 0; slot < 40; slot++) storage.set(word(slot), word(slot + 1))
  chain = new TestChain(
    new Map([
      [alice.address, { balance: 10n ** 20n }],
      [map, { code, storage }],
    ]),
  )
})

const set = (slot: number, value: number, nonce?: bigint) =>
  chain.sign(alice, {
    to: map,
    data: fromHex(`0x${word(slot).slice(2)}${word(value).slice(2)}`),
    ...(nonce === undefined ? {} : { nonce }),
  })

/** A store with nothing but a witness in it. */
function storeOf({ nodes, codes }: BlockWitness): MemoryStateStore {
  const store = new MemoryStateStore()
  store.add({ nodes, codes })
  return store
}

describe('a witness', () => {
  it('is all that executing the block needs, and every part of it is needed', async () => {
    const parent = chain.head
    // Removals make branches collapse, for which siblings are read that nobody wrote.
    const input = chain.input(Array.from({ length: 30 }, (_, slot) => set(slot, 0, BigInt(slot))))
    const whole = await executeBlock(chain.store, parent, input, chain.profile)
    const witness = await recordWitness(chain.store, parent, input, chain.profile)
    expect(witness.header).toBe(parent.header)
    expect(witness.codes.size).toBe(1)
    const stateless = await executeBlock(storeOf(witness), parent, input, chain.profile)
    expect(stateless.hash).toBe(whole.hash)
    for (const missing of witness.nodes.keys()) {
      const nodes = new Map([...witness.nodes].filter(([hash]) => hash !== missing))
      const less = storeOf({ ...witness, nodes })
      await expect(executeBlock(less, parent, input, chain.profile)).rejects.toMatchObject({
        code: 'STATE_UNAVAILABLE',
        hash: missing,
      })
    }
  })

  it('of several blocks has each node once, and none that the blocks make themselves', async () => {
    const blocks: { parent: ParentBlock; input: ReturnType<TestChain['input']> }[] = []
    for (let i = 0; i < 5; i++) {
      const parent = chain.head
      const input = chain.input([set(i, 0)])
      chain.accept(await executeBlock(chain.store, parent, input, chain.profile))
      blocks.push({ parent, input })
    }
    const segment = await recordSegmentWitness(chain.store, blocks, chain.profile)
    let single = 0
    for (const { parent, input } of blocks) {
      single += (await recordWitness(chain.store, parent, input, chain.profile)).nodes.size
    }
    expect(segment.nodes.size).toBeLessThan(single)

    const store = storeOf(segment)
    for (const { parent, input } of blocks) {
      const block = await executeBlock(store, parent, input, chain.profile)
      for (const hash of block.changes.nodes.keys()) expect(segment.nodes.has(hash)).toBe(false)
      store.add(block.changes)
      if (input.number === blocks.length) expect(block.hash).toBe(chain.head.hash)
    }
  })

  it('that would be too large is refused with the block at which it was', async () => {
    const parent = chain.head
    const input = chain.input([set(0, 0)])
    await expect(
      recordWitness(chain.store, parent, input, chain.profile, { limitBytes: 500 }),
    ).rejects.toMatchObject({ code: 'WITNESS_TOO_LARGE', blockNumber: 1, limitBytes: 500 })
  })

  it('gives others a turn before each block, who may end it', async () => {
    const parent = chain.head
    const blocks = [{ parent, input: chain.input([]) }]
    const beforeBlock = () => Promise.reject(new Error('cancelled'))
    await expect(
      recordSegmentWitness(chain.store, blocks, chain.profile, { beforeBlock }),
    ).rejects.toThrow('cancelled')
  })
})
