import { fromHex, type Hex, predeploys } from '@mvm/protocol'
import { expect } from 'vitest'
import { type Stage, setStage } from '../../../../scripts/scenario/ranger/faultStories.ts'
import { type Enqueued, RollupChain } from '../../../../scripts/scenario/ranger/RollupChain.ts'
import { checkSegment } from '../../src/index.ts'

const SEGMENT = 64
const GWEI = 10n ** 9n

type Random = (below: number) => number

/**
 * Makes a chain of random blocks of many kinds by the protocol's machine, checks all of its segments, and expects
 * that none differs. Returns how many blocks were checked.
 */
export async function expectNoDifference(blockCount: number, seed: number): Promise<number> {
  const chain = new RollupChain()
  const stage = await setStage(chain)
  const random = randomOf(seed)
  let checked = 0
  while (checked < blockCount) {
    const firstBlock = checked + 1
    while (chain.headNumber < checked + SEGMENT) await extend(stage, random)
    const lastBlock = checked + SEGMENT
    const witness = await chain.witness(firstBlock, lastBlock)
    const verdict = await checkSegment(chain.claim(firstBlock, lastBlock), witness)
    expect(verdict, `seed ${seed}, from block ${firstBlock}`).toEqual({
      kind: 'equal',
      blockCount: SEGMENT,
    })
    checked = lastBlock
  }
  const included = new Set(
    chain.blocks.flatMap(({ executed }) => executed.receipts.map(({ type }) => type)),
  )
  expect([...included].sort()).toEqual([0, 0x7e, 2, 4].sort())
  expect(chain.blocks.some(({ executed }) => executed.skipped.length > 0)).toBe(true)
  expect(chain.blocks.some(({ executed }) => executed.receipts.some(({ denial }) => denial))).toBe(
    true,
  )
  return checked
}

/** Appends a batch of up to five blocks. */
async function extend(stage: Stage<RollupChain>, random: Random): Promise<void> {
  const { chain, alice, bob } = stage
  const blocks = Array.from({ length: 1 + random(5) }, () =>
    Array.from({ length: random(4) }, () => randomTransaction(stage, random)),
  )
  const enqueued: Enqueued[] =
    random(4) === 0
      ? [{ from: random(2) === 0 ? alice.address : stage.contracts.map, mint: BigInt(random(9)) }]
      : []
  await chain.batch(blocks, enqueued)
  // A deposit moves its sender's nonce, and what was skipped did not.
  for (const wallet of [alice, bob]) wallet.nonce = chain.nonce(wallet.address)
}

function randomTransaction({ alice, bob, contracts }: Stage, random: Random): Uint8Array {
  const value = BigInt(random(1_000))
  switch (random(14)) {
    case 0:
      return alice.sign({ to: addressAt(random(500)), value, gasLimit: 50_000n })
    case 1:
      return alice.signLegacy(bob.address, value)
    case 2:
      return bob.sign({ to: contracts.logger })
    case 3:
      return alice.sign({ to: contracts.logger, maxPriorityFeePerGas: GWEI / 10n })
    case 4:
      return alice.sign({ to: contracts.toggle })
    case 5:
      return alice.sign({ to: contracts.staticCaller })
    case 6:
      return bob.sign({ to: contracts.failing })
    case 7:
      return alice.sign({ to: predeploys.l2ToL1MessagePasser, value })
    case 8:
      return alice.sign({ to: addressAt(1), value: 3n * 10n ** 18n })
    case 9:
      return alice.sign({ data: fromHex('0x5f5ff3') })
    case 10:
      return alice.signDelegation(bob, contracts.map)
    case 11:
      // Neither a transaction nor one that may run.
      return random(2) === 0 ? Uint8Array.of(random(256)) : bob.sign({ nonce: 10_000n })
    default:
      // Few slots, so that they are often cleared.
      return alice.sign({ to: contracts.map, data: words(random(24), random(3)) })
  }
}

function addressAt(index: number) {
  return `0x${(0x1_0000 + index).toString(16).padStart(40, '0')}` as typeof predeploys.feeVault
}

function words(...values: readonly number[]): Uint8Array {
  return fromHex(`0x${values.map((value) => value.toString(16).padStart(64, '0')).join('')}` as Hex)
}

/** Mulberry32: small, and the same everywhere. */
function randomOf(seed: number): Random {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
