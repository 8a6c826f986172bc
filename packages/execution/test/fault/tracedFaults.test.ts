import { type Hex, keccak256Hex, type TraceKind } from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import {
  faultStories,
  quietBlock,
  STAGE_BLOCKS,
  setStage,
} from '../../../../scripts/scenario/ranger/faultStories.ts'
import { CHAIN_ID, RollupChain } from '../../../../scripts/scenario/ranger/RollupChain.ts'
import {
  type FaultName,
  faultNames,
  faultyMachine,
  type Machine,
  type TransactionTrace,
  traceBlock,
} from '../../src/index.ts'

const WRONG_BLOCK = STAGE_BLOCKS + 2
const KINDS: readonly TraceKind[] = [
  { kind: 'call', isTopOnly: false, hasLogs: true, isWhole: true },
  {
    kind: 'struct',
    ...{ hasMemory: true, hasStack: true, hasStorage: true, hasReturnData: true, limit: 0 },
  },
  { kind: 'prestate', isDiff: true, hasCode: true, hasStorage: true },
]

/**
 * Faults of what is not a transaction's, and one of which no kind of trace tells: logs are read off stack and memory. The
 * transactions that are in the block have the protocol's traces.
 */
const UNTRACED: ReadonlySet<FaultName> = new Set([
  'wrong-bloom',
  'wrong-withdrawal-root',
  'wrong-origin',
  'skipped-transaction',
  'wrong-log',
])

async function lie(
  fault: FaultName,
): Promise<{ readonly liar: RollupChain; readonly machine: Machine }> {
  const machine = faultyMachine(fault, { chainId: CHAIN_ID, fromBlock: WRONG_BLOCK })
  const liar = new RollupChain(machine)
  const stage = await setStage(liar)
  for (const story of [quietBlock, faultStories[fault]]) {
    const { transactions = [], enqueued } = story(stage)
    await liar.block(transactions, enqueued)
  }
  return { liar, machine }
}

/** As a node traces: without what was skipped. */
function trace(liar: RollupChain, number: number, machine?: Machine) {
  const { parent, input, executed } = liar.blocks[number - 1] as (typeof liar.blocks)[number]
  const isSkipped = new Set(executed.skipped.map(({ index }) => index))
  const transactions = input.transactions.filter((_, index) => !isSkipped.has(index))
  const traced = { profile: liar.profile, parent, input: { ...input, transactions } }
  return traceBlock(liar.store, machine === undefined ? traced : { ...traced, machine }, {
    ...{ kinds: KINDS, index: null, limitBytes: 100_000_000 },
  })
}

const gasOf = ({ results: [call] }: TransactionTrace) =>
  BigInt((call as { readonly gasUsed: Hex }).gasUsed)
const digest = (traces: readonly TransactionTrace[]) =>
  keccak256Hex(new TextEncoder().encode(JSON.stringify(traces)))

describe.each(faultNames)('the traces of a machine with the fault %s', (fault) => {
  it('are those of the receipts that it claims, and not the protocol’s', async () => {
    const { liar, machine } = await lie(fault)
    const { receipts } = (liar.blocks[WRONG_BLOCK - 1] as (typeof liar.blocks)[number]).executed
    const own = await trace(liar, WRONG_BLOCK, machine)
    expect(own.map(({ transactionHash }) => transactionHash)).toEqual(
      receipts.map(({ transactionHash }) => transactionHash),
    )
    expect(own.map(gasOf)).toEqual(receipts.map(({ gasUsed }) => gasUsed))
    const honest = await trace(liar, WRONG_BLOCK)
    if (UNTRACED.has(fault)) expect(digest(honest)).toBe(digest(own))
    else expect(digest(honest)).not.toBe(digest(own))
  })

  it('are the protocol’s before its first block', async () => {
    const { liar, machine } = await lie(fault)
    const before = WRONG_BLOCK - 1
    expect(digest(await trace(liar, before, machine))).toBe(digest(await trace(liar, before)))
  })
})
