import { rmSync } from 'node:fs'
import { StateUnavailableError } from '@mvm/execution'
import {
  asHash,
  type BatchHash,
  type CodeHash,
  decodeBlockHeader,
  encodeBlockHeader,
  fromHex,
  type Hash,
  hashBlockHeader,
  toHex,
} from '@mvm/protocol'
import type { BatchPlace, OwnBlock, OwnState, StateContent } from '@mvm/ranger'
import { Level } from 'level'
import { programFingerprint } from '../programFingerprint.ts'

const HEAD = 'head'
const MAKER = 'maker'
const PLACE_BYTES = 32 + 3 * 8

type Put = { readonly type: 'put'; readonly key: string; readonly value: Uint8Array }

/**
 * The chain that a ranger makes of L1's data for its second look and its games, in a LevelDB. Another program than the
 * one that made it begins anew: it may execute otherwise.
 */
export class LevelOwnState implements OwnState {
  readonly #level: Level<string, Uint8Array>
  #headNumber = 0

  private constructor(level: Level<string, Uint8Array>) {
    this.#level = level
  }

  static async open(folder: string): Promise<LevelOwnState> {
    const maker = await programFingerprint()
    const kept = await LevelOwnState.read(folder)
    const keptMaker = kept.#level.getSync(MAKER)
    if (keptMaker !== undefined && toHex(keptMaker) === toHex(maker)) return kept
    await kept.close()
    rmSync(folder, { recursive: true, force: true })
    const state = await LevelOwnState.read(folder)
    await state.#level.put(MAKER, maker)
    return state
  }

  /** One that another thread of this process has open, as far as it has come. */
  static async read(folder: string): Promise<LevelOwnState> {
    const options = { valueEncoding: 'view', multithreading: true }
    const level = new Level<string, Uint8Array>(folder, options)
    await level.open()
    const state = new LevelOwnState(level)
    const head = level.getSync(HEAD)
    if (head !== undefined) state.#headNumber = numberIn(head, 0)
    return state
  }

  get headNumber(): number {
    return this.#headNumber
  }

  block(blockNumber: number): OwnBlock | undefined {
    const record = this.#level.getSync(blockKey(blockNumber))
    if (record === undefined) return undefined
    const header = decodeBlockHeader(record.subarray(PLACE_BYTES))
    return { header, hash: hashBlockHeader(header), batch: decodePlace(record) }
  }

  async add(content: StateContent): Promise<void> {
    await this.#level.batch(putsOf(content))
  }

  async addBlock({ header, batch }: OwnBlock, content: StateContent): Promise<void> {
    const value = Buffer.concat([encodePlace(batch), encodeBlockHeader(header)])
    const key = blockKey(header.number)
    await this.#level.batch([...putsOf(content), { type: 'put', key, value }])
  }

  async moveHead(blockNumber: number): Promise<void> {
    await this.#level.put(HEAD, bytesOf(blockNumber))
    this.#headNumber = blockNumber
  }

  trieNode(hash: Hash): Uint8Array {
    const encoding = this.#level.getSync(`n${hash}`)
    if (encoding === undefined) throw new StateUnavailableError({ kind: 'trie node', hash })
    return encoding
  }

  code(codeHash: CodeHash): Uint8Array {
    const code = this.#level.getSync(`c${codeHash}`)
    if (code === undefined) throw new StateUnavailableError({ kind: 'code', hash: codeHash })
    return code
  }

  close(): Promise<void> {
    return this.#level.close()
  }
}

function putsOf({ nodes, codes }: StateContent): Put[] {
  const puts = (kind: string, contents: ReadonlyMap<string, Uint8Array>) =>
    Array.from(contents, ([hash, value]) => ({ type: 'put' as const, key: kind + hash, value }))
  return [...puts('n', nodes), ...puts('c', codes)]
}

function blockKey(blockNumber: number): string {
  return `b${blockNumber}`
}

function bytesOf(number: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(number))
  return bytes
}

function numberIn(bytes: Uint8Array, offset: number): number {
  return Number(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).readBigUInt64BE(offset))
}

function encodePlace({ batchHash, firstBlock, queueStart, l1BlockNumber }: BatchPlace): Buffer {
  const numbers = [firstBlock, queueStart, l1BlockNumber].map(bytesOf)
  return Buffer.concat([fromHex(batchHash), ...numbers])
}

function decodePlace(record: Uint8Array): BatchPlace {
  return {
    batchHash: asHash<BatchHash>(toHex(record.subarray(0, 32))),
    firstBlock: numberIn(record, 32),
    queueStart: numberIn(record, 40),
    l1BlockNumber: numberIn(record, 48),
  }
}
