import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Game, readDac } from '@mvm/l1'
import type { LazyTrace } from '@mvm/node'
import { FileUnusableError } from '../error/FileUnusableError.ts'
import type { L1Connection } from '../l1/L1Connection.ts'
import type { CommandContext } from '../program/CommandContext.ts'

export interface GameTrace {
  readonly trace: LazyTrace
  /** Ends its thread, and removes the chain that was derived for it, unless that is to be gone on with. */
  close(options?: { readonly isKept: boolean }): Promise<void>
}

export interface GameTraceOptions {
  /** Where the folder for the state on the way is made. @default the system's place for temporary files */
  readonly data: string | undefined
  /** What that folder is called, to be found again; by default a name that nobody else has at the same time. */
  readonly name?: string
}

/**
 * The true trace of the block that a game is about, derived from L1 alone when it is first asked.
 *
 * @throws {@link FileUnusableError} when the folder cannot be made
 */
export async function traceOfGame(
  { progress, signal }: CommandContext,
  l1: L1Connection,
  { chainId, blockNumber }: Pick<Game, 'chainId' | 'blockNumber'>,
  options: GameTraceOptions,
): Promise<GameTrace> {
  const { LazyTrace, traceFromL1 } = await import('@mvm/node')
  const folder = makeFolder(options)
  const trace = new LazyTrace(async () => {
    const dac = await readDac(l1, chainId)
    if (dac === null)
      throw new RangeError(`L1 has a dispute about chain ${chainId} and no such DAC`)
    progress.step(`deriving "${dac.slug}" from L1 up to block ${blockNumber}`)
    const { client, contracts } = l1
    const source = { client, contracts, createdAtBlock: dac.createdAtBlock, folder }
    return traceFromL1(source, { chainId, blockNumber }, signal)
  })
  return {
    trace,
    close: async ({ isKept } = { isKept: false }) => {
      await trace.close()
      if (!isKept) rmSync(folder, { recursive: true, force: true })
    },
  }
}

function makeFolder(options: GameTraceOptions): string {
  const { data = tmpdir(), name } = options
  try {
    mkdirSync(data, { recursive: true })
    return name === undefined ? mkdtempSync(join(data, 'mvm-dispute-')) : join(data, name)
  } catch (cause) {
    throw new FileUnusableError({ path: data, action: 'written', cause })
  }
}
