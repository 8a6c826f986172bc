import type { FastifyError, FastifyInstance } from 'fastify'
import { LimitExceededError } from '../error/LimitExceededError.ts'
import { ParseError } from '../error/ParseError.ts'
import { encodeError } from '../jsonrpc/encodeError.ts'
import { toRpcError } from '../jsonrpc/toRpcError.ts'
import { answerBadPath } from './answerBadPath.ts'
import type { HttpService } from './HttpService.ts'

/** Says in JSON-RPC what is wrong with a request that HTTP itself does not let through. */
export function answerHttpErrors(app: FastifyInstance, service: HttpService): void {
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    reply.type('application/json')
    if (error instanceof LimitExceededError) {
      return reply.code(error.limit === 'requestBytes' ? 413 : 503).send(encodeError(null, error))
    }
    const status = error.statusCode ?? 500
    reply.code(status)
    if (status < 500)
      return reply.send(encodeError(null, new ParseError({ problem: error.message })))
    return reply.send(
      encodeError(null, toRpcError(error, service.open('', null, { token: null }), '')),
    )
  })
  app.setNotFoundHandler((request, reply) => answerBadPath(null, request, reply))
}
