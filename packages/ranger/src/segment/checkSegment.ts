import { deriveSegment } from '@mvm/derivation'
import {
  type ExecutedBlock,
  executeBlock,
  MalformedTrieNodeError,
  type MvmProfile,
  type ParentBlock,
  StateCache,
  StateUnavailableError,
} from '@mvm/execution'
import type { OutputRoot } from '@mvm/protocol'
import type { SegmentWitness } from '../witness/SegmentWitness.ts'
import { WitnessIncompleteError } from '../witness/WitnessIncompleteError.ts'
import { WitnessReader } from '../witness/WitnessReader.ts'
import { decodeWitnessedHeader } from './decodeWitnessedHeader.ts'
import { differingFields } from './differingFields.ts'
import type { SegmentClaim } from './SegmentClaim.ts'
import type { SegmentVerdict } from './SegmentVerdict.ts'

/**
 * Executes a segment from L1's data on witnessed state and compares each output root with the claimed one (spec 5.3).
 * What is claimed and agreed comes from L1, so that no witness can make an honest block look wrong or a wrong one look
 * honest: a bad witness ends in `witness-incomplete`. Throws {@link DerivationInputError} when the claim's parts do not
 * belong together.
 */
export async function checkSegment(
  { chainId, firstBlock, parentRoot, claimedRoots, sources }: SegmentClaim,
  witness: SegmentWitness,
  signal?: AbortSignal,
): Promise<SegmentVerdict> {
  const header = decodeWitnessedHeader(witness.parentHeader, parentRoot)
  if (header === null || header.header.number !== firstBlock - 1) {
    const missing = 'the header of the block before, of which the agreed output root is made'
    const error = new WitnessIncompleteError({ blockNumber: firstBlock, missing })
    return { kind: 'witness-incomplete', error }
  }
  let parent: ParentBlock = header
  const lastBlock = firstBlock + claimedRoots.length - 1
  const inputs = deriveSegment(sources, parent.header, lastBlock)
  const reader = new WitnessReader(witness)
  const profile: MvmProfile = { kind: 'mvm', chainId }
  const cache = new StateCache()
  for (const [index, input] of inputs.entries()) {
    signal?.throwIfAborted()
    let block: ExecutedBlock
    try {
      block = await executeBlock(reader, parent, input, profile, { cache })
    } catch (cause) {
      const missing = missingContent(cause)
      if (missing === null) throw cause
      const error = new WitnessIncompleteError({ blockNumber: input.number, missing, cause })
      return { kind: 'witness-incomplete', error }
    }
    const claimedRoot = claimedRoots[index] as OutputRoot
    if (block.outputRoot !== claimedRoot) {
      return {
        kind: 'different',
        blockNumber: input.number,
        claimedRoot,
        ownRoot: block.outputRoot,
        ownHeader: block.header,
        fields: differingFields(witness.headers[index], claimedRoot, block.header),
      }
    }
    reader.add(block.changes)
    parent = block
  }
  return { kind: 'equal', blockCount: inputs.length }
}

/** What a failed execution lacked; `null` where it failed for another reason. */
function missingContent(error: unknown): string | null {
  if (error instanceof StateUnavailableError) return `the ${error.kind} ${error.hash}`
  // Right by its hash and yet no node: the state under the agreed root is none, which an earlier lie made.
  if (error instanceof MalformedTrieNodeError) return 'a state that can be read'
  return null
}
