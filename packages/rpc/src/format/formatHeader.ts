import type { Json } from '../jsonrpc/Json.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'
import { quantity } from './quantity.ts'

/** A header with every field that its fork has. */
export type HeaderJson = { readonly [field: string]: Json }

/** The header's fields; `keccak256(rlp(…))` of them in Ethereum's order is `hash`. */
export function formatHeader({ hash, header }: SealedHeader): HeaderJson {
  return {
    number: quantity(header.number),
    hash,
    parentHash: header.parentHash,
    sha3Uncles: header.ommersHash,
    miner: header.coinbase,
    stateRoot: header.stateRoot,
    transactionsRoot: header.transactionsRoot,
    receiptsRoot: header.receiptsRoot,
    logsBloom: header.logsBloom,
    difficulty: quantity(header.difficulty),
    gasLimit: quantity(header.gasLimit),
    gasUsed: quantity(header.gasUsed),
    timestamp: quantity(header.timestamp),
    extraData: header.extraData,
    mixHash: header.mixHash,
    nonce: header.nonce,
    ...present('baseFeePerGas', header.baseFeePerGas, quantity),
    ...present('withdrawalsRoot', header.withdrawalsRoot, asIs),
    ...present('blobGasUsed', header.blobGasUsed, quantity),
    ...present('excessBlobGas', header.excessBlobGas, quantity),
    ...present('parentBeaconBlockRoot', header.parentBeaconBlockRoot, asIs),
    ...present('requestsHash', header.requestsHash, asIs),
  }
}

function present<T>(name: string, value: T | null, format: (value: T) => Json): HeaderJson {
  return value === null ? {} : { [name]: format(value) }
}

function asIs(value: string): Json {
  return value
}
