import type { RecordReader } from '../record/RecordReader.ts'
import type { LogFilter } from './LogFilter.ts'

/** Compares logs with a filter's addresses and topics as bytes, without decoding them. */
export class LogMatcher {
  readonly #addresses: readonly Buffer[]
  readonly #topics: readonly (readonly Buffer[])[]

  constructor({ addresses, topics }: Pick<LogFilter, 'addresses' | 'topics'>) {
    this.#addresses = (addresses ?? []).map(bytesOf)
    this.#topics = (topics ?? []).map((alternatives) => alternatives.map(bytesOf))
  }

  /** Reads one log and says whether it matches; the reader stands behind the log afterwards. */
  matches(reader: RecordReader): boolean {
    let isMatch = matchesAny(this.#addresses, reader.raw(20))
    const topicCount = reader.byte()
    if (topicCount < this.#topics.length) isMatch = false
    for (let i = 0; i < topicCount; i++) {
      const topic = reader.raw(32)
      const alternatives = this.#topics[i]
      if (isMatch && alternatives !== undefined) isMatch = matchesAny(alternatives, topic)
    }
    reader.raw(reader.number())
    return isMatch
  }
}

function matchesAny(alternatives: readonly Buffer[], bytes: Uint8Array): boolean {
  return alternatives.length === 0 || alternatives.some((alternative) => alternative.equals(bytes))
}

function bytesOf(hex: string): Buffer {
  return Buffer.from(hex.slice(2), 'hex')
}
