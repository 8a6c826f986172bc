import { type Charter, compileCharter } from '@mvm/protocol'
import type { NodeClient } from '../node/NodeClient.ts'
import { type CharterChange, charterChanges } from './charterChanges.ts'
import { fetchCharter } from './fetchCharter.ts'
import { readCharter } from './readCharter.ts'

/** A charter in force beside the one of a file. */
export interface CharterComparison {
  readonly before: Charter
  readonly version: number
  readonly changes: readonly CharterChange[]
}

/** Compares a charter file with what is in force; the file's slug and profile say nothing here. */
export async function compareWithFile(
  node: NodeClient,
  path: string,
  signal: AbortSignal,
): Promise<CharterComparison> {
  const after = compileCharter(await readCharter(path))
  const { charter: before, version } = await fetchCharter(node, signal)
  return { before, version, changes: charterChanges(before, after) }
}
