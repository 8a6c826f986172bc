import type { CodeHash, Hash } from '@mvm/protocol'
import type { StateReader } from '../state/StateReader.ts'
import { WitnessTooLargeError } from './WitnessTooLargeError.ts'

/** Content that a block brings into being. */
export interface StateContent {
  readonly nodes: ReadonlyMap<Hash, Uint8Array>
  readonly codes: ReadonlyMap<CodeHash, Uint8Array>
}

/** Reads state for execution and keeps what was read, each node and code once. */
export class WitnessRecorder implements StateReader {
  readonly nodes = new Map<Hash, Uint8Array>()
  readonly codes = new Map<CodeHash, Uint8Array>()
  /** The block that is being executed, for the error. */
  blockNumber = 0
  readonly #reader: StateReader
  readonly #limitBytes: number
  readonly #made = new Set<Hash>()
  #size = 0

  constructor(reader: StateReader, limitBytes: number) {
    this.#reader = reader
    this.#limitBytes = limitBytes
  }

  trieNode(hash: Hash): Uint8Array {
    const node = this.#reader.trieNode(hash)
    this.#keep(this.nodes, hash, node)
    return node
  }

  code(codeHash: CodeHash): Uint8Array {
    const code = this.#reader.code(codeHash)
    this.#keep(this.codes, codeHash, code)
    return code
  }

  /** Leaves out from now on what a block made: whoever executes that block has it. */
  leaveOut({ nodes, codes }: StateContent): void {
    for (const hash of nodes.keys()) this.#made.add(hash)
    for (const hash of codes.keys()) this.#made.add(hash)
  }

  #keep<H extends Hash>(kept: Map<H, Uint8Array>, hash: H, bytes: Uint8Array): void {
    if (kept.has(hash) || this.#made.has(hash)) return
    this.#size += bytes.length
    if (this.#size > this.#limitBytes) {
      const { blockNumber } = this
      throw new WitnessTooLargeError({ blockNumber, limitBytes: this.#limitBytes })
    }
    kept.set(hash, bytes)
  }
}
