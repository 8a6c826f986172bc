import type { Json } from '../../jsonrpc/Json.ts'
import type { Parameter, ParameterValues } from '../../parameter/Parameter.ts'
import type { DevelopmentPorts } from '../../port/DevelopmentPorts.ts'
import { defineMethod } from '../defineMethod.ts'
import type { Method } from '../Method.ts'
import type { MethodContext } from '../MethodContext.ts'

/** What development methods look at. */
export type DevelopmentContext = MethodContext<DevelopmentPorts>

/** A method that only nodes of the dev profile have. */
export function defineDevelopmentMethod<const P extends readonly Parameter<unknown>[]>(definition: {
  readonly name: string
  readonly parameters: P
  readonly handle: (
    context: DevelopmentContext,
    ...values: ParameterValues<P>
  ) => Json | Promise<Json>
}): Method<DevelopmentContext> {
  return defineMethod<P, DevelopmentContext>(definition)
}
