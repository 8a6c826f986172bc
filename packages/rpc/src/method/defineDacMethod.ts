import type { Json } from '../jsonrpc/Json.ts'
import type { Parameter, ParameterValues } from '../parameter/Parameter.ts'
import type { DacPorts } from '../port/DacPorts.ts'
import { defineMethod } from './defineMethod.ts'
import type { Method } from './Method.ts'
import type { MethodContext } from './MethodContext.ts'

/** A method that only DACs have. */
export function defineDacMethod<const P extends readonly Parameter<unknown>[]>(definition: {
  readonly name: string
  readonly parameters: P
  readonly handle: (
    context: MethodContext<DacPorts>,
    ...values: ParameterValues<P>
  ) => Json | Promise<Json>
}): Method<MethodContext<DacPorts>> {
  return defineMethod<P, MethodContext<DacPorts>>(definition)
}
