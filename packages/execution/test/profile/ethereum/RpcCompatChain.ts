import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasFixture, unpackFixture } from '../../../../../scripts/conformance/unpackFixture.ts'
import {
  decodeEthereumChain,
  type EthereumBlock,
  type EthereumGenesis,
  type EthereumParent,
  type ExecutedEthereumBlock,
  MemoryStateStore,
  readEthereumGenesis,
  StateCache,
  verifyEthereumBlock,
} from '../../../src/index.ts'

const fixture = 'rpc-compat/tests.tar.xz'

/** The chain of ethereum/execution-apis: 54 blocks, from Homestead to BPO2. */
export class RpcCompatChain {
  readonly genesis: EthereumGenesis
  readonly blocks: readonly EthereumBlock[]
  readonly store = new MemoryStateStore()
  readonly executed: ExecutedEthereumBlock[] = []
  readonly #files: ReadonlyMap<string, Uint8Array>
  readonly #cache = new StateCache()

  private constructor(files: ReadonlyMap<string, Uint8Array>) {
    this.#files = files
    this.genesis = readEthereumGenesis(this.json('genesis.json'))
    this.blocks = [...decodeEthereumChain(this.file('chain.rlp'))]
    this.store.add(this.genesis.state)
  }

  /** Whether the fixture is there; says so loudly when it is not. */
  static isThere(): boolean {
    return hasFixture(fixture)
  }

  static open(names: readonly string[] = []): RpcCompatChain {
    using unpacked = unpackFixture(fixture)
    const all = ['genesis.json', 'chain.rlp', ...names]
    return new RpcCompatChain(
      new Map(all.map((name) => [name, new Uint8Array(readFileSync(join(unpacked.folder, name)))])),
    )
  }

  file(name: string): Uint8Array {
    return this.#files.get(name) as Uint8Array
  }

  json(name: string): unknown {
    return JSON.parse(new TextDecoder().decode(this.file(name)))
  }

  /** What was asked and what was answered in a file of requests and responses. */
  exchange(name: string): { readonly params: unknown[]; readonly result: unknown } {
    const lines = new TextDecoder().decode(this.file(name)).split('\n')
    const after = (mark: string): unknown =>
      JSON.parse(lines.find((line) => line.startsWith(mark))?.slice(mark.length) ?? '{}')
    const { params } = after('>> ') as { params: unknown[] }
    const { result } = after('<< ') as { result: unknown }
    return { params, result }
  }

  /** The block on which a block stands; everything before it is imported. */
  parentOf(number: number): EthereumParent {
    const parent = this.executed[number - 2]
    const { header, hash } = parent === undefined ? this.genesis : { ...parent, ...parent.block }
    return {
      header,
      hash,
      ancestorHash: (ancestor) =>
        ancestor === 0
          ? this.genesis.hash
          : (this.executed[ancestor - 1] as ExecutedEthereumBlock).hash,
    }
  }

  /** Imports the blocks up to and including a number. */
  async importTo(last: number): Promise<void> {
    const { profile } = this.genesis
    while (this.executed.length < last) {
      const block = this.blocks[this.executed.length] as EthereumBlock
      const parent = this.parentOf(block.header.number)
      const options = { cache: this.#cache }
      const executed = await verifyEthereumBlock(this.store, parent, block, profile, options)
      this.store.add(executed.changes)
      this.executed.push(executed)
    }
  }
}
