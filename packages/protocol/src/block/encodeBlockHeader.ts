import { RLP } from '@ethereumjs/rlp'
import type { BlockHeader } from './BlockHeader.ts'

/** keccak256(rlp([])): no block has ommers. */
const OMMERS_HASH = '0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347'
/** sha256 of nothing: no block has requests (EIP-7685). */
const REQUESTS_HASH = '0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const ZERO_WORD = `0x${'00'.repeat(32)}`
const ZERO_NONCE = `0x${'00'.repeat(8)}`

/** RLP of a header with all fields of an Osaka header, the constant ones of spec 2.1 included. */
export function encodeBlockHeader(header: BlockHeader): Uint8Array {
  return RLP.encode([
    header.parentHash,
    OMMERS_HASH,
    header.coinbase,
    header.stateRoot,
    header.transactionsRoot,
    header.receiptsRoot,
    header.logsBloom,
    0, // difficulty
    header.number,
    header.gasLimit,
    header.gasUsed,
    header.timestamp,
    header.extraData,
    header.prevRandao,
    ZERO_NONCE,
    header.baseFeePerGas,
    header.withdrawalsRoot,
    0, // blobGasUsed
    0, // excessBlobGas
    ZERO_WORD, // parentBeaconBlockRoot
    REQUESTS_HASH,
  ])
}
