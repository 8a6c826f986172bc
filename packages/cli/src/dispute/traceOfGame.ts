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
  /** Ends its thread, and removes what was made for it. */
  close(): Promise<void>
}

/**
 * The true trace of the block that a game is about, derived from L1 alone when it is first asked.
 *
 * @param data where the state on the way is kept; without it in a folder that goes with the trace
 * @throws {@link FileUnusableError} when that folder cannot be made
 */
export async function traceOfGame(
  { progress, signal }: CommandContext,
  l1: L1Connection,
  { disputeId, chainId, blockNumber }: Pick<Game, 'disputeId' | 'chainId' | 'blockNumber'>,
  data: string | undefined,
): Promise<GameTrace> {
  const { LazyTrace, traceFromL1 } = await import('@mvm/node')
  const folder = makeFolder(data)
  const trace = new LazyTrace(async () => {
    const dac = await readDac(l1, chainId)
    if (dac === null)
      throw new RangeError(`L1 has a dispute about chain ${chainId} and no such DAC`)
    progress.step(`deriving "${dac.slug}" from L1 up to block ${blockNumber}`)
    return traceFromL1(
      {
        ...{ client: l1.client, contracts: l1.contracts, createdAtBlock: dac.createdAtBlock },
        folder: join(folder, `dispute-${disputeId}`),
      },
      { chainId, blockNumber },
      signal,
    )
  })
  return {
    trace,
    close: async () => {
      await trace.close()
      if (data === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

function makeFolder(data: string | undefined): string {
  try {
    if (data === undefined) return mkdtempSync(join(tmpdir(), 'mvm-dispute-'))
    mkdirSync(data, { recursive: true })
    return data
  } catch (cause) {
    throw new FileUnusableError({ path: data ?? tmpdir(), action: 'written', cause })
  }
}
