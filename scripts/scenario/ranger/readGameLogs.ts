import {
  type ContractSource,
  type DisputeLog,
  decodeDisputeLog,
  type Game,
  readLogs,
} from '@mvm/l1'

export type LogOf<Kind extends DisputeLog['kind']> = Extract<DisputeLog, { readonly kind: Kind }>

/** What L1 has written down of one game. */
export interface GameLogs {
  readonly cuts: readonly LogOf<'cut'>[]
  /** `undefined` when the game was not decided by a step. */
  readonly executed: LogOf<'executed'> | undefined
  readonly resolved: LogOf<'resolved'> | undefined
}

/** Reads a game's moves and its end from L1. */
export async function readGameLogs(
  { client, contracts, signal }: ContractSource,
  { disputeId, openedAtBlock }: Pick<Game, 'disputeId' | 'openedAtBlock'>,
): Promise<GameLogs> {
  const options = signal === undefined ? {} : { signal }
  const head = await client.block('latest', options)
  const range = { from: openedAtBlock, to: head?.number ?? openedAtBlock }
  const filter = { addresses: [contracts.disputeGame], topics: [] }
  const logs = (await readLogs(client, filter, range, options))
    .map((log) => decodeDisputeLog(contracts, log))
    .filter((log) => log !== null && 'disputeId' in log && log.disputeId === disputeId)
  const isOf =
    <Kind extends DisputeLog['kind']>(kind: Kind) =>
    (log: DisputeLog | null): log is LogOf<Kind> =>
      log?.kind === kind
  return {
    cuts: logs.filter(isOf('cut')),
    executed: logs.find(isOf('executed')),
    resolved: logs.find(isOf('resolved')),
  }
}
