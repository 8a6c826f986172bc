import { AbiCoder, encodeRlp, keccak256, toBeArray } from 'ethers'
import type { ChainOnL1 } from './chainOnL1.ts'

/** A block as the specification's text describes it, in plain values. */
export interface NaiveBlock {
  readonly number: bigint
  readonly timestamp: bigint
  readonly originNumber: number
  readonly coinbase: string
  readonly feeScalar: bigint
  readonly depositHashes: readonly string[]
  readonly transactions: readonly string[]
}

/**
 * The derivation of spec 2.1 written a second time, straight from its text and for clarity only: everything a
 * bigint or a string of digits, payloads consumed from the front. Shares no code with the package.
 */
export function naiveDerivation({ batches, queue, origins }: ChainOnL1): NaiveBlock[] {
  const blocks: NaiveBlock[] = []
  let parentTimestamp = 0n
  let number = 0n
  for (const batch of batches) {
    const origin = origins.find(({ hash }) => hash === batch.originHash)
    if (origin === undefined) throw new Error('no origin')
    const elements = queue.filter(
      ({ queueIndex }) => queueIndex >= batch.queueStart && queueIndex < batch.queueEnd,
    )
    const bodies = splitPayload([...batch.payload], batch.blockCount)
    bodies.forEach((body, index) => {
      const deposits = index === 0 ? elements.map(depositHash) : []
      const { delta, transactions } = readBody(body, 8190 - deposits.length)
      const low = max(parentTimestamp, BigInt(origin.timestamp))
      const high = max(parentTimestamp, BigInt(origin.timestamp) + 600n)
      const wanted = parentTimestamp + delta
      const timestamp = min(max(wanted, low), high)
      number += 1n
      blocks.push({
        number,
        timestamp,
        originNumber: batch.originNumber,
        coinbase: batch.producer,
        feeScalar: batch.feeScalar,
        depositHashes: deposits,
        transactions,
      })
      parentTimestamp = timestamp
    })
  }
  return blocks
}

/** A queue element's hash as a deposit transaction. */
function depositHash(element: ChainOnL1['queue'][number]): string {
  const integer = (value: bigint) => toBeArray(value)
  const list = encodeRlp([
    keccak256(
      AbiCoder.defaultAbiCoder().encode(
        ['uint256', 'uint256'],
        [element.chainId, element.queueIndex],
      ),
    ),
    element.from,
    element.to,
    integer(element.mint),
    integer(element.value),
    integer(element.gasLimit),
    element.isSystem ? '0x01' : '0x',
    element.data,
  ])
  return keccak256(`0x7e${list.slice(2)}`)
}

/** The bodies of exactly `count` blocks, empty where the payload gives none. */
function splitPayload(bytes: number[], count: number): number[][] {
  const bodies: number[][] = []
  if (bytes.shift() === 1) {
    while (bodies.length < count) {
      const body = takePiece(bytes)
      if (body === undefined) break
      bodies.push(body)
    }
  }
  while (bodies.length < count) bodies.push([])
  return bodies
}

function readBody(body: number[], room: number): { delta: bigint; transactions: string[] } {
  const delta = takeUvarint(body)
  if (delta === undefined) return { delta: 0n, transactions: [] }
  const transactions: string[] = []
  while (transactions.length < room) {
    const transaction = takePiece(body)
    if (transaction === undefined) break
    transactions.push(`0x${Buffer.from(transaction).toString('hex')}`)
  }
  return { delta, transactions }
}

/** Takes `uvarint length ‖ bytes` from the front. */
function takePiece(bytes: number[]): number[] | undefined {
  const length = takeUvarint(bytes)
  if (length === undefined || length > BigInt(bytes.length)) return undefined
  return bytes.splice(0, Number(length))
}

/** Takes a uvarint from the front; undefined when there is none in its shortest form of at most 8 bytes. */
function takeUvarint(bytes: number[]): bigint | undefined {
  const size = bytes.findIndex((byte) => byte < 128) + 1
  if (size === 0 || size > 8) return undefined
  const digits = bytes.splice(0, size).map((byte) => BigInt(byte % 128))
  if (size > 1 && digits.at(-1) === 0n) return undefined
  return digits.reduceRight((value, digit) => value * 128n + digit, 0n)
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
