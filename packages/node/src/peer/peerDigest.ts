import { keccak256 } from '@mvm/protocol'

/** What a sequencer signs of a frame: nothing that it signs elsewhere begins like this. */
export function peerDigest(text: string): Uint8Array {
  return keccak256(new TextEncoder().encode(`MVM peer message 1\n${text}`))
}
