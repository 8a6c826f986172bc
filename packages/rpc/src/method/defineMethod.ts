import type { Json } from '../jsonrpc/Json.ts'
import type { Parameter, ParameterValues } from '../parameter/Parameter.ts'
import type { Method } from './Method.ts'
import type { MethodContext } from './MethodContext.ts'

/** Makes a method of a handler whose arguments have the types of its parameters. */
export function defineMethod<
  const P extends readonly Parameter<unknown>[],
  C = MethodContext,
>(definition: {
  readonly name: string
  readonly parameters: P
  readonly handle: (context: C, ...values: ParameterValues<P>) => Json | Promise<Json>
}): Method<C> {
  const { name, parameters, handle } = definition
  return {
    name,
    parameters,
    // The readers of `parameters` made the values, in their order.
    handle: (context, values) => handle(context, ...(values as ParameterValues<P>)),
  }
}
