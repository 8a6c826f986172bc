import type { ProducerFailure } from '@mvm/sequencer'
import { Counter, collectDefaultMetrics, Registry } from 'prom-client'
import { showCapital } from '../disputing/showCapital.ts'
import type { CapitalStatus } from '../disputing/WorkingCapital.ts'
import type { EquivocationOutcome } from '../equivocation/Equivocation.ts'

/** What a sequencer or follower counts, for Prometheus. */
export class NodeMetrics {
  readonly #registry = new Registry()
  readonly #found = this.#counter(
    'equivocations_found_total',
    'Sequencers that were seen to seal two blocks on one parent',
  )
  readonly #reported = this.#counter(
    'equivocation_reports_total',
    'Reports of such sequencers to L1 by how they ended',
    ['outcome'],
  )
  readonly #producerFailures = this.#counter(
    'producer_failures_total',
    'Times that the sequencer did without the producer that L1 assigns, by why',
    ['failure'],
  )
  readonly #produced = this.#counter(
    'produced_blocks_total',
    'Blocks that this producer has sealed and the sequencers have decided',
  )

  readonly #wrongBases = this.#counter(
    'wrong_state_batches_total',
    'State batches with wrong roots behind which this sequencer asserts nothing',
  )

  constructor() {
    collectDefaultMetrics({ register: this.#registry })
  }

  /** From now on shows what the account that plays games can pay for. */
  showCapital(status: () => CapitalStatus | undefined): void {
    showCapital(this.#registry, 'mvm_node', status)
  }

  equivocationFound(): void {
    this.#found.inc()
  }

  equivocationReported(outcome: EquivocationOutcome): void {
    this.#reported.inc({ outcome })
  }

  producerFailed(failure: ProducerFailure): void {
    this.#producerFailures.inc({ failure })
  }

  wrongStateBatch(): void {
    this.#wrongBases.inc()
  }

  blockProduced(): void {
    this.#produced.inc()
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  /** In Prometheus's text format. */
  metrics(): Promise<string> {
    return this.#registry.metrics()
  }

  #counter(name: string, help: string, labelNames: string[] = []): Counter {
    return new Counter({ name: `mvm_node_${name}`, help, labelNames, registers: [this.#registry] })
  }
}
