import { quantity } from '../../format/quantity.ts'
import type { Json } from '../../jsonrpc/Json.ts'
import type { ForkConfig } from '../../port/RulesPort.ts'
import { defineMethod } from '../defineMethod.ts'

/** The rules that are in force, come next, and come last (EIP-7910). */
export const config = defineMethod({
  name: 'eth_config',
  parameters: [],
  handle: ({ ports }) => {
    const { current, next, last } = ports.rules.config()
    return {
      current: formatFork(current, ports.chainId),
      next: next === null ? null : formatFork(next, ports.chainId),
      last: last === null ? null : formatFork(last, ports.chainId),
    }
  },
})

function formatFork(fork: ForkConfig, chainId: number): Json {
  const { activationTime, blobSchedule, forkId, precompiles, systemContracts } = fork
  return {
    activationTime,
    blobSchedule:
      blobSchedule === null
        ? null
        : {
            target: blobSchedule.target,
            max: blobSchedule.max,
            baseFeeUpdateFraction: Number(blobSchedule.baseFeeUpdateFraction),
          },
    chainId: quantity(chainId),
    forkId,
    precompiles: Object.fromEntries(precompiles),
    systemContracts: Object.fromEntries(systemContracts),
  }
}
