import { createHash } from 'node:crypto'
import { asHash, type Hash, toHex } from '@mvm/protocol'

/** The commitment to a block's requests, each with its type in front (EIP-7685). */
export function requestsHash(requests: readonly Uint8Array[]): Hash<'requests'> {
  const all = createHash('sha256')
  for (const request of requests) all.update(createHash('sha256').update(request).digest())
  return asHash(toHex(all.digest()))
}
