import type { EthereumGenesis, ForkActivation } from '@mvm/execution'
import type { ForkConfig, RulesPort } from '@mvm/rpc'
import type { EthereumUnit } from '@mvm/storage'
import { forkConfig } from './forkConfig.ts'

/** An Ethereum chain's upgrades for the RPC, from its genesis file. */
export class EthereumRulesPort implements RulesPort {
  readonly #genesis: EthereumGenesis
  readonly #unit: EthereumUnit

  constructor(genesis: EthereumGenesis, unit: EthereumUnit) {
    this.#genesis = genesis
    this.#unit = unit
  }

  config() {
    const { schedule } = this.#genesis
    const head = this.#unit.header(this.#unit.head().number) ?? this.#genesis.header
    const isPassed = ({ at }: ForkActivation): boolean =>
      'number' in at ? at.number <= head.number : at.timestamp <= head.timestamp
    const passed = schedule.filter(isPassed)
    const coming = schedule.filter((activation) => !isPassed(activation))
    const after = (count: number): ForkConfig | null =>
      count === 0 ? null : this.#configOf([...passed, ...coming.slice(0, count)])
    return {
      current: this.#configOf(passed),
      next: after(Math.min(coming.length, 1)),
      last: after(coming.length),
    }
  }

  #configOf(passed: readonly ForkActivation[]): ForkConfig {
    return forkConfig(this.#genesis, this.#genesis.profile, passed)
  }
}
