import { fromHex, keccak256Hex } from '@mvm/protocol'
import { Kind, type MachineState, type RunningState } from '../../src/index.ts'
import type { SteppedBlock } from './TestRollup.ts'

/** Of a block that was stepped through, what is compared: of its steps, BLOCK_END. */
type ComparedBlock = Pick<SteppedBlock, 'executed' | 'end'> & {
  readonly steps: readonly { readonly state: MachineState }[]
}

/** The first field of a block's header in which the machine differs from the executor, in words; `null` for none. */
export function findBlockDifference({ executed, steps, end }: ComparedBlock): string | null {
  const { header, outputRoot } = executed
  const last = steps.findLast(({ state }) => state.kind === Kind.BLOCK_END)?.state
  if (last === undefined) return 'the machine has no end'
  const { block, world } = last as RunningState
  const fields = [
    ['number', block.number, header.number],
    ['parent hash', block.parentHash, header.parentHash],
    ['timestamp', block.timestamp, header.timestamp],
    ['coinbase', block.coinbase, header.coinbase],
    ['gas limit', block.gasLimit, header.gasLimit],
    ['base fee', block.baseFee, header.baseFeePerGas],
    ['randao', block.prevRandao, header.prevRandao],
    ['gas used', block.cumulativeGas, header.gasUsed],
    ['transactions', block.txAcc, header.transactionsRoot],
    ['receipts', block.receiptAcc, header.receiptsRoot],
    ['bloom', block.bloomHash, keccak256Hex(fromHex(header.logsBloom))],
    ['state root', world.stateRoot, header.stateRoot],
    ['output root', end.kind === Kind.HALT ? end.outputRoot : null, outputRoot],
  ] as const
  for (const [name, ours, theirs] of fields) {
    if (ours !== theirs) return `${name}: ${ours} here, ${theirs} in the executor`
  }
  return null
}
