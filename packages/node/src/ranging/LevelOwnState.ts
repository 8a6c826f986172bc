import { rmSync } from 'node:fs'
import { StateUnavailableError } from '@mvm/execution'
import type { CodeHash, Hash } from '@mvm/protocol'
import type { OwnState } from '@mvm/ranger'
import { Level } from 'level'

/** The state that a ranger makes of L1's data for its second look, in a LevelDB that a start begins anew. */
export class LevelOwnState implements OwnState {
  readonly #level: Level<string, Uint8Array>

  private constructor(level: Level<string, Uint8Array>) {
    this.#level = level
  }

  static async open(folder: string): Promise<LevelOwnState> {
    rmSync(folder, { recursive: true, force: true })
    return LevelOwnState.read(folder)
  }

  /** One that another thread of this process has open, as far as it has come. */
  static async read(folder: string): Promise<LevelOwnState> {
    const options = { valueEncoding: 'view', multithreading: true }
    const level = new Level<string, Uint8Array>(folder, options)
    await level.open()
    return new LevelOwnState(level)
  }

  async add({ nodes, codes }: Parameters<OwnState['add']>[0]): Promise<void> {
    const puts = (kind: string, contents: ReadonlyMap<string, Uint8Array>) =>
      Array.from(contents, ([hash, value]) => ({ type: 'put' as const, key: kind + hash, value }))
    await this.#level.batch([...puts('n', nodes), ...puts('c', codes)])
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
