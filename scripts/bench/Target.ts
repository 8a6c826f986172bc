/** A server under test: where it answers and which processes do its work. */
export interface Target {
  readonly name: string
  readonly rpcUrl: string
  readonly chainId: number
  /** Processes whose CPU time counts, L1 excluded. */
  readonly pids: readonly number[]
  stop(): Promise<void>
}
