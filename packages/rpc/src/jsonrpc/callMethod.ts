import { MethodNotFoundError } from '../error/MethodNotFoundError.ts'
import { NotSupportedError } from '../error/NotSupportedError.ts'
import type { Method } from '../method/Method.ts'
import { refusedMethods } from '../method/refusedMethods.ts'
import { readParameters } from '../parameter/readParameters.ts'
import type { Json } from './Json.ts'
import type { Request } from './readRequest.ts'

/** Calls the method that a request names. Throws {@link MethodNotFoundError}, {@link NotSupportedError} and what the method throws. */
export function callMethod<C>(
  methods: ReadonlyMap<string, Method<C>>,
  context: C,
  { method: name, params }: Request,
): Json | Promise<Json> {
  const method = methods.get(name)
  if (method === undefined) {
    const reason = refusedMethods.get(name)
    if (reason === undefined) throw new MethodNotFoundError({ method: name })
    throw new NotSupportedError({ what: `${name} is not supported: ${reason}` })
  }
  return method.handle(context, readParameters(method.parameters, params))
}
