import type { BlockInput } from '@mvm/protocol'
import { executeBlock } from '../block/executeBlock.ts'
import type { ParentBlock } from '../block/ParentBlock.ts'
import type { MvmProfile } from '../profile/Profile.ts'
import type { StateReader } from '../state/StateReader.ts'
import type { BlockWitness } from './BlockWitness.ts'
import type { WitnessLimit } from './recordWitness.ts'
import { WitnessRecorder } from './WitnessRecorder.ts'

export interface SegmentWitnessOptions extends WitnessLimit {
  /** Awaited before each block, to let others have their turn or to throw. */
  readonly beforeBlock?: () => Promise<void>
}

/**
 * What executing consecutive blocks one after the other reads of the state before the first of them, each node and
 * code once; what one of the blocks makes is not in it. `blocks` has at least one, each with the parent that it has
 * in the chain. Throws {@link StateUnavailableError}, {@link WitnessTooLargeError}.
 */
export async function recordSegmentWitness(
  reader: StateReader,
  blocks: readonly { readonly parent: ParentBlock; readonly input: BlockInput }[],
  profile: MvmProfile,
  { limitBytes = Number.POSITIVE_INFINITY, beforeBlock }: SegmentWitnessOptions = {},
): Promise<BlockWitness> {
  const [first] = blocks
  if (first === undefined) throw new RangeError('a witness is of at least one block')
  const recorder = new WitnessRecorder(reader, limitBytes)
  for (const { parent, input } of blocks) {
    await beforeBlock?.()
    recorder.blockNumber = input.number
    // Without a cache: what an earlier block has read must not hide what this one reads of its own parent.
    const { changes } = await executeBlock(recorder, parent, input, profile)
    recorder.leaveOut(changes)
  }
  return { nodes: recorder.nodes, codes: recorder.codes, header: first.parent.header }
}
