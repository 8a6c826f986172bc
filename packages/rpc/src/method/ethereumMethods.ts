import type { EthereumPorts } from '../port/EthereumPorts.ts'
import { chainMethods } from './chainMethods.ts'
import type { Method } from './Method.ts'
import type { MethodContext } from './MethodContext.ts'
import { buildBlockV1 } from './testing/buildBlockV1.ts'

/** Every method of a chain of Ethereum's profile by name. */
export const ethereumMethods: ReadonlyMap<string, Method<MethodContext<EthereumPorts>>> = new Map(
  [...chainMethods, buildBlockV1].map((method) => [method.name, method]),
)
