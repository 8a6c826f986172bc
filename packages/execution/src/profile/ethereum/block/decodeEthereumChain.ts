import { RlpReader } from '@mvm/protocol'
import type { EthereumBlock } from './EthereumBlock.ts'
import { readEthereumBlock } from './readEthereumBlock.ts'

/** The blocks of a file in which they follow one another, as clients export them. Throws {@link MalformedRlpError}. */
export function* decodeEthereumChain(bytes: Uint8Array): Generator<EthereumBlock> {
  const reader = new RlpReader(bytes)
  while (!reader.isAtEnd) yield readEthereumBlock(reader, bytes)
}
