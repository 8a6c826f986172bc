import { asAddress } from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import { MemoryStateStore, writeAccounts } from '../../../../src/index.ts'
import { blockReward } from '../../../../src/profile/ethereum/block/blockReward.ts'
import { payRewards } from '../../../../src/profile/ethereum/block/payRewards.ts'
import { payWithdrawals } from '../../../../src/profile/ethereum/block/payWithdrawals.ts'
import { CommittedState } from '../../../../src/state/CommittedState.ts'
import { WorldState } from '../../../../src/state/WorldState.ts'

const ETHER = 10n ** 18n
const miner = asAddress(`0x${'11'.repeat(20)}`)
const [elder, younger] = [asAddress(`0x${'22'.repeat(20)}`), asAddress(`0x${'33'.repeat(20)}`)]

const empty = { nonce: 0n, balance: 0n, code: new Uint8Array() }

function worldOf(accounts: Parameters<typeof writeAccounts>[0] = new Map()): WorldState {
  const store = new MemoryStateStore()
  const state = writeAccounts(accounts)
  store.add(state)
  return new WorldState(new CommittedState(store, state.stateRoot))
}

describe('The reward of a block', () => {
  it('is 5, then 3, then 2 ether, and nothing under proof of stake', () => {
    expect(blockReward('frontier')).toBe(5n * ETHER)
    expect(blockReward('spuriousDragon')).toBe(5n * ETHER)
    expect(blockReward('byzantium')).toBe(3n * ETHER)
    expect(blockReward('constantinople')).toBe(2n * ETHER)
    expect(blockReward('london')).toBe(2n * ETHER)
    expect(blockReward('paris')).toBe(0n)
  })

  it('is shared with the miners of ommers by their age', () => {
    const world = worldOf()
    payRewards(world, 'homestead', { number: 100, coinbase: miner }, [
      { number: 99, coinbase: younger },
      { number: 94, coinbase: elder },
    ])
    expect(world.balance(younger)).toBe((35n * ETHER) / 8n)
    expect(world.balance(elder)).toBe((10n * ETHER) / 8n)
    expect(world.balance(miner)).toBe(5n * ETHER + (10n * ETHER) / 32n)
    expect(world.balanceChange).toBe(
      world.balance(younger) + world.balance(elder) + world.balance(miner),
    )
  })

  it('leaves the state alone under proof of stake', () => {
    const world = worldOf()
    payRewards(world, 'paris', { number: 100, coinbase: miner }, [])
    expect(world.account(miner)).toBeNull()
  })
})

describe('Withdrawals', () => {
  it('add gwei to their accounts, and remove an empty account that they give nothing', () => {
    const world = worldOf(new Map([[elder, empty]]))
    expect(world.account(elder)).not.toBeNull()
    const of = (address: typeof miner, amountGwei: bigint) => ({
      index: 1n,
      validatorIndex: 2n,
      address,
      amountGwei,
    })
    payWithdrawals(world, [of(miner, 3n), of(miner, 4n), of(elder, 0n), of(younger, 0n)])
    expect(world.balance(miner)).toBe(7_000_000_000n)
    expect(world.account(elder)).toBeNull()
    expect(world.account(younger)).toBeNull()
  })
})
