import { Gauge, type Registry } from 'prom-client'
import type { CapitalStatus } from './WorkingCapital.ts'

/**
 * Shows Prometheus what an account can pay for, of the games that it may have to play.
 *
 * @param prefix of the gauges' names
 * @param status `undefined` before L1 was asked: then they show nothing
 */
export function showCapital(
  registry: Registry,
  prefix: string,
  status: () => CapitalStatus | undefined,
): void {
  const show = (name: string, help: string, read: (now: CapitalStatus) => number) => {
    const gauge: Gauge = new Gauge({
      ...{ name: `${prefix}_${name}`, help, registers: [registry], labelNames: ['account'] },
      collect: () => {
        const now = status()
        if (now !== undefined) gauge.set({ account: now.account }, read(now))
      },
    })
  }
  show('capital_wei', 'ETH of the L1 account that plays games, in wei', ({ balance }) =>
    Number(balance),
  )
  show('capital_needed_wei', 'What it should have: bonds and gas of --games games', ({ needed }) =>
    Number(needed),
  )
  show(
    'games_affordable',
    'Games that it can pay the bonds and the gas of',
    ({ affordableGames }) => affordableGames,
  )
  show(
    'games_unpaid',
    'Games under way that wait for a bond of it',
    ({ unpaidGames }) => unpaidGames,
  )
}
