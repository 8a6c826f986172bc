import { setImmediate } from 'node:timers/promises'
import { recordSegmentWitness, WitnessTooLargeError } from '@mvm/execution'
import { encodeBlockHeader, toHex } from '@mvm/protocol'
import type { BlockWitness, WitnessOverflow } from '@mvm/rpc'
import type { BlockReference, StorageUnit } from '@mvm/storage'
import type { FlagSignal } from './FlagSignal.ts'

/**
 * The witness of consecutive blocks, of which the first one is only the parent; `null` where one of them is gone.
 * Between blocks other requests have their turn.
 */
export async function recordBlocks(
  unit: StorageUnit,
  references: readonly BlockReference[],
  limitBytes: number,
  signal: FlagSignal,
): Promise<BlockWitness | WitnessOverflow | null> {
  const [first, ...others] = references
  const header = first && unit.headerAt(first)
  const blocks = others.flatMap((reference) => unit.blockAt(reference) ?? [])
  if (first === undefined || header === undefined || blocks.length !== others.length) return null
  const parent = { header, hash: first.hash }
  const executions = blocks.map(({ input }, index) => ({
    parent: blocks[index - 1] ?? parent,
    input,
  }))
  const beforeBlock = async () => {
    await setImmediate()
    signal.throwIfAborted()
  }
  try {
    const { nodes, codes } = await recordSegmentWitness(
      unit,
      executions,
      { kind: 'mvm', chainId: unit.chainId },
      { limitBytes, beforeBlock },
    )
    return {
      parentHeader: toHex(encodeBlockHeader(parent.header)),
      headers: blocks.map(({ header }) => toHex(encodeBlockHeader(header))),
      nodes: [...nodes.values()].map(toHex),
      codes: [...codes.values()].map(toHex),
    }
  } catch (error) {
    if (!(error instanceof WitnessTooLargeError)) throw error
    return { fittingBlock: error.blockNumber - 1 }
  }
}
