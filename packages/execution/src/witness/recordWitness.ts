import type { BlockInput } from '@mvm/protocol'
import { executeBlock } from '../block/executeBlock.ts'
import type { ParentBlock } from '../block/ParentBlock.ts'
import type { MvmProfile } from '../profile/Profile.ts'
import type { StateReader } from '../state/StateReader.ts'
import type { BlockWitness } from './BlockWitness.ts'
import { WitnessRecorder } from './WitnessRecorder.ts'

export interface WitnessLimit {
  /** Bytes of nodes and codes. @default unlimited */
  readonly limitBytes?: number
}

/**
 * What executing a block on its parent reads (`mvm_blockWitness`, spec 5.3), found out by executing it. Throws
 * {@link StateUnavailableError}, {@link WitnessTooLargeError}.
 */
export async function recordWitness(
  reader: StateReader,
  parent: ParentBlock,
  input: BlockInput,
  profile: MvmProfile,
  { limitBytes = Number.POSITIVE_INFINITY }: WitnessLimit = {},
): Promise<BlockWitness> {
  const recorder = new WitnessRecorder(reader, limitBytes)
  recorder.blockNumber = input.number
  await executeBlock(recorder, parent, input, profile)
  return { nodes: recorder.nodes, codes: recorder.codes, header: parent.header }
}
