import type { OutputRoot } from '@mvm/protocol'
import { rpcBatch } from '../../bench/rpcBatch.ts'

/** Output roots of consecutive blocks as a node has them. */
export async function rootsOf(
  url: string,
  firstBlock: number,
  count: number,
): Promise<OutputRoot[]> {
  const calls = Array.from(
    { length: count },
    (_, i) => ['optimism_outputAtBlock', `0x${(firstBlock + i).toString(16)}`] as const,
  )
  const outputs = (await rpcBatch(url, calls)) as { readonly outputRoot: OutputRoot }[]
  return outputs.map(({ outputRoot }) => outputRoot)
}
