import type { Json } from '../jsonrpc/Json.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'
import { quantity } from './quantity.ts'

const ZERO_WORD = `0x${'00'.repeat(32)}`
/** keccak256(rlp([])) */
const NO_OMMERS = '0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347'
/** sha256 of nothing (EIP-7685) */
const NO_REQUESTS = '0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** A header with every field of Ethereum's, those included that are constant on a DAC (spec 2.1). */
export type HeaderJson = { readonly [field: string]: Json }

/** The header's fields; `keccak256(rlp(…))` of them in Ethereum's order is `hash`. */
export function formatHeader({ hash, header }: SealedHeader): HeaderJson {
  return {
    number: quantity(header.number),
    hash,
    parentHash: header.parentHash,
    sha3Uncles: NO_OMMERS,
    miner: header.coinbase,
    stateRoot: header.stateRoot,
    transactionsRoot: header.transactionsRoot,
    receiptsRoot: header.receiptsRoot,
    logsBloom: header.logsBloom,
    difficulty: '0x0',
    gasLimit: quantity(header.gasLimit),
    gasUsed: quantity(header.gasUsed),
    timestamp: quantity(header.timestamp),
    extraData: header.extraData,
    mixHash: header.prevRandao,
    nonce: '0x0000000000000000',
    baseFeePerGas: quantity(header.baseFeePerGas),
    withdrawalsRoot: header.withdrawalsRoot,
    blobGasUsed: '0x0',
    excessBlobGas: '0x0',
    parentBeaconBlockRoot: ZERO_WORD,
    requestsHash: NO_REQUESTS,
  }
}
