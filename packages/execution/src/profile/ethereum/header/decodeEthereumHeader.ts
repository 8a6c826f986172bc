import { MalformedRlpError, RlpReader } from '@mvm/protocol'
import type { EthereumHeader } from './EthereumHeader.ts'
import { readEthereumHeader } from './readEthereumHeader.ts'

/** Decodes a header of any fork. Throws {@link MalformedRlpError}. */
export function decodeEthereumHeader(bytes: Uint8Array): EthereumHeader {
  const reader = new RlpReader(bytes)
  const header = readEthereumHeader(reader)
  if (reader.isAtEnd) return header
  throw new MalformedRlpError({ offset: reader.position, problem: 'bytes are left over' })
}
