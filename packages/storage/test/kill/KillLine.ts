import { asHash, type BlockHash, type TransactionHash } from '@mvm/protocol'

/** What the writing process says, a line each. */
export type KillLine =
  | { readonly kind: 'ready' }
  /** The transaction is durable: from here on it must never be lost. */
  | { readonly kind: 'accepted'; readonly hash: TransactionHash }
  /** The commit that is about to begin makes this the head. */
  | {
      readonly kind: 'sealing'
      readonly step: number
      readonly number: number
      readonly hash: BlockHash
    }
  /** That commit has resolved. */
  | { readonly kind: 'sealed'; readonly step: number }

export function formatKillLine(line: KillLine): string {
  return `${JSON.stringify(line)}\n`
}

export function parseKillLine(text: string): KillLine {
  const line = JSON.parse(text) as KillLine
  return 'hash' in line ? { ...line, hash: asHash<never>(line.hash) } : line
}
