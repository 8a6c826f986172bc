import type { RangerEvent } from '@mvm/ranger'
import type { RangerPort } from '@mvm/rpc'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { showCapital } from '../disputing/showCapital.ts'
import type { CapitalStatus } from '../disputing/WorkingCapital.ts'

/** A ranger's work, lag and results, for Prometheus. */
export class RangerMetrics {
  readonly #registry = new Registry()
  readonly #segments = this.#counter('segments_total', 'Duties by how they ended', ['result'])
  readonly #disputes = this.#counter('disputes_total', 'Wrong blocks by what came of them', [
    'outcome',
  ])
  readonly #blocks = this.#counter('blocks_total', 'Blocks that were as L1 has them asserted')
  readonly #witnesses = this.#counter('witness_failures_total', 'Useless witnesses', ['node'])
  readonly #derivations = this.#counter('derivations_total', 'Second looks, derived from L1')
  readonly #failures = this.#counter('failures_total', 'Attempts that are made again')

  /** @param l1Disagreements L1 endpoints that tell another chain than the one that is followed */
  constructor(ranger: Pick<RangerPort, 'report'>, l1Disagreements: () => number) {
    collectDefaultMetrics({ register: this.#registry })
    this.#gauge('l1_disagreements', 'L1 endpoints that tell another chain', l1Disagreements)
    this.#gauge('pending_segments', 'Duties not done yet', () => ranger.report().pendingSegments)
    this.#gauge(
      'lag_seconds',
      'Age of the oldest state batch with a duty not done yet',
      () => ranger.report().lagSeconds,
    )
    this.#gauge('l1_block', 'As far as L1 is followed', () => ranger.report().l1BlockNumber)
    this.#gauge(
      'postponed_disputes',
      'Disputes that wait because their DACs have had theirs for a day',
      () => ranger.report().postponedDisputes,
    )
    this.#gauge(
      'dispute_budget',
      'Disputes that it opens on one DAC within 24 hours',
      () => ranger.report().disputesPerDay,
    )
    this.#gauge(
      'open_disputes',
      'Disputes that this ranger has open',
      () => ranger.report().disputes.filter(({ stage }) => stage === 'open').length,
    )
  }

  /** From now on shows what the account that opens games can pay for. */
  showCapital(status: () => CapitalStatus | undefined): void {
    showCapital(this.#registry, 'mvm_ranger', status)
  }

  count(event: RangerEvent): void {
    switch (event.kind) {
      case 'equal':
        this.#segments.inc({ result: event.kind })
        this.#blocks.inc(event.blockCount)
        break
      case 'different':
      case 'alarm':
      case 'gone':
        this.#segments.inc({ result: event.kind })
        break
      case 'ended':
        this.#disputes.inc({ outcome: event.fate })
        break
      case 'disputed':
      case 'covered':
      case 'late':
      case 'postponed':
        this.#disputes.inc({ outcome: event.kind })
        break
      case 'witness-failed':
        this.#witnesses.inc({ node: event.node })
        break
      case 'deriving':
        this.#derivations.inc()
        break
      case 'failed':
        this.#failures.inc()
    }
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  /** In Prometheus's text format. */
  metrics(): Promise<string> {
    return this.#registry.metrics()
  }

  #counter(name: string, help: string, labelNames: string[] = []): Counter {
    const registers = [this.#registry]
    return new Counter({ name: `mvm_ranger_${name}`, help, labelNames, registers })
  }

  #gauge(name: string, help: string, read: () => number): void {
    const gauge: Gauge = new Gauge({
      ...{ name: `mvm_ranger_${name}`, help, registers: [this.#registry] },
      collect: () => gauge.set(read()),
    })
  }
}
