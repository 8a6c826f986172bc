/** Of many measured values. */
export interface Quantiles {
  readonly count: number
  readonly p50: number
  readonly p95: number
  readonly max: number
}

/** What one process of the devnet takes. */
export interface ProcessReport {
  readonly role: string
  /** Resident, in bytes: with `dacs` DACs, all idle. */
  readonly idleBytes: number
  /** What each idle DAC adds to that. */
  readonly bytesPerIdleDac: number
  /** CPU time in a minute in which all DACs are idle. */
  readonly idleCpuSecondsPerMinute: number
}

/** A devnet with many DACs of which few are used; printed as one line of JSON. */
export interface ElasticReport {
  readonly dacs: number
  readonly busyDacs: number
  /** From the command to every account having its MT on every DAC. */
  readonly bringUpSeconds: number
  /** From there until nothing of any DAC was still to become final. */
  readonly restSeconds: number
  readonly memory: {
    /** Of all processes, resident, all DACs idle. */
    readonly idleBytes: number
    /** Of all processes, while the busy DACs are. */
    readonly busyBytes: number
    /** What an idle DAC adds to the node that it costs most. */
    readonly worstBytesPerIdleDac: number
  }
  readonly cpu: {
    /** Of all processes, L1 included. */
    readonly idleSecondsPerMinute: number
    readonly busySecondsPerMinute: number
  }
  readonly processes: readonly ProcessReport[]
  /** Transactions that the busy DACs included in a second, all together. */
  readonly busyTransactionsPerSecond: number
  /** Milliseconds from sending a DAC's first transaction since it rests to its receipt. */
  readonly wakeMs: Quantiles
  /** The same on the busy DACs, sent meanwhile. */
  readonly busyMs: Quantiles
}
