import type { ParentBlock } from '@mvm/execution'
import {
  decodeBlockHeader,
  hashBlockHeader,
  MalformedHeaderError,
  type OutputRoot,
  outputRoot,
} from '@mvm/protocol'

/** A served header with its hash, if it is the one that an output root is made of; otherwise `null`. */
export function decodeWitnessedHeader(bytes: Uint8Array, root: OutputRoot): ParentBlock | null {
  try {
    const header = decodeBlockHeader(bytes)
    const hash = hashBlockHeader(header)
    const { stateRoot, withdrawalsRoot: messagePasserStorageRoot } = header
    const own = outputRoot({ stateRoot, messagePasserStorageRoot, blockHash: hash })
    return own === root ? { header, hash } : null
  } catch (error) {
    if (error instanceof MalformedHeaderError) return null
    throw error
  }
}
