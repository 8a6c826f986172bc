import { MalformedRlpError, RlpReader } from '@mvm/protocol'
import type { EthereumBlock } from './EthereumBlock.ts'
import { readEthereumBlock } from './readEthereumBlock.ts'

/** Decodes a block of any fork; its transactions stay encoded. Throws {@link MalformedRlpError}. */
export function decodeEthereumBlock(bytes: Uint8Array): EthereumBlock {
  const reader = new RlpReader(bytes)
  const block = readEthereumBlock(reader, bytes)
  if (reader.isAtEnd) return block
  throw new MalformedRlpError({ offset: reader.position, problem: 'bytes are left over' })
}
