import type { Hex } from '../bytes/toHex.ts'

declare const hashOf: unique symbol

/** A keccak256 hash (32 bytes, lower-case hexadecimal), branded with what it is the hash of. */
export type Hash<Of extends string = string> = Hex & { readonly [hashOf]: Of }

export type BlockHash = Hash<'L2 block'>
export type TransactionHash = Hash<'L2 transaction'>
export type StateRoot = Hash<'state trie'>
export type StorageRoot = Hash<'storage trie'>
export type CodeHash = Hash<'code'>
export type BatchHash = Hash<'transaction batch'>
export type QueueHash = Hash<'queue'>
export type OutputRoot = Hash<'output'>
export type L1BlockHash = Hash<'L1 block'>
export type L1TransactionHash = Hash<'L1 transaction'>
/** A running hash that stands in a header where Ethereum has a trie root (spec 4.6). */
export type Accumulator = Hash<'accumulator'>

/** Brands a 32-byte hexadecimal string. */
export function asHash<H extends Hash>(hex: string): H {
  return hex as H
}
