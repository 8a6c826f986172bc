import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { hasFixture, unpackFixture } from '../../../../scripts/conformance/unpackFixture.ts'

const folder = fileURLToPath(new URL('../../../../../shared/fixtures/rpc-compat/', import.meta.url))

/** A file of requests and the answers to them. */
export interface CompatTest {
  readonly name: string
  readonly messages: readonly { readonly send: boolean; readonly data: string }[]
}

type Schema = object
type Schemas = Readonly<Record<string, Schema>>

/** The fixture's own runner, which compares as hive does. */
interface Runner {
  loadTests(folder: string): readonly CompatTest[]
  /** What is wrong, or `null`. */
  runTest(
    test: CompatTest,
    options: { url: string; spec: Schemas; timeout: number },
  ): Promise<string | null>
  validate(schema: Schema, value: unknown): string | null
}

/** The tests of ethereum/execution-apis with their chain, their schemas and their runner. */
export class RpcCompatFixture implements Disposable {
  readonly folder: string
  readonly runner: Runner
  readonly schemas: Schemas
  readonly #remove: () => void

  private constructor(unpacked: string, runner: Runner, schemas: Schemas, remove: () => void) {
    this.folder = unpacked
    this.runner = runner
    this.schemas = schemas
    this.#remove = remove
  }

  /** Whether the fixture is there; says so loudly when it is not. */
  static isThere(): boolean {
    return hasFixture('rpc-compat/tests.tar.xz')
  }

  static async open(): Promise<RpcCompatFixture> {
    const unpacked = unpackFixture('rpc-compat/tests.tar.xz')
    const document = JSON.parse(
      execFileSync('xz', ['-dkc', join(folder, 'openrpc.json.xz')], {
        maxBuffer: 1 << 28,
      }).toString(),
    ) as { methods: readonly { name: string; result?: { schema?: Schema } }[] }
    const schemas = Object.fromEntries(
      document.methods.flatMap(({ name, result }) =>
        result?.schema === undefined ? [] : [[name, result.schema]],
      ),
    )
    const runner = (await import(pathToFileURL(join(folder, 'run.mjs')).href)) as Runner
    return new RpcCompatFixture(unpacked.folder, runner, schemas, () => unpacked[Symbol.dispose]())
  }

  get genesis(): string {
    return join(this.folder, 'genesis.json')
  }

  get blocks(): string {
    return join(this.folder, 'chain.rlp')
  }

  get tests(): readonly CompatTest[] {
    return this.runner.loadTests(this.folder)
  }

  readBlocks(): Uint8Array {
    return new Uint8Array(readFileSync(this.blocks))
  }

  [Symbol.dispose](): void {
    this.#remove()
  }
}
