import { describe, expect, test } from 'vitest';
import { fieldsOf, operationOf } from './operation.ts';

const query = (operationName: string, id: number) => ({ variables: { id }, operationName, query: '{ n }' });
const call = (method: string, id: number) => ({ jsonrpc: '2.0', id, method });
const fields = (body: unknown) => fieldsOf(JSON.stringify(body));

describe('a batch', () => {
  test('is the same in another order of its operations', () => {
    expect(fields([query('User', 1), query('Cart', 2)])).toEqual(
      fields([query('Cart', 2), query('User', 1)]),
    );
    expect(fields([call('b', 1), call('a', 2)])).toEqual(fields([call('a', 2), call('b', 1)]));
    const unnamed = [{ query: 'query { b }' }, { query: 'query { a }' }];
    expect(fields(unnamed)).toEqual(fields([...unnamed].reverse()));
  });

  test('is another one with other variables', () => {
    expect(fields([query('User', 1), query('Cart', 2)])).not.toEqual(
      fields([query('Cart', 1), query('User', 2)]),
    );
  });

  test('keeps the order of those of one name', () => {
    const body = fields([query('User', 9), query('Cart', 5), query('User', 10)]);
    expect(body).toMatchObject({ '0.variables.id': '5', '1.variables.id': '9', '2.variables.id': '10' });
  });

  test('is called by all its operations', () => {
    const found = fields([query('User', 1), query('Cart', 2)]) ?? {};
    expect(operationOf((path) => found[path])).toBe('Cart, User');
  });
});

test('a list that is no batch keeps its order', () => {
  expect(fields(['b', 'a'])).toEqual({ '0': 'b', '1': 'a' });
  expect(fields([query('User', 1), { id: 1 }])).toMatchObject({ '0.operationName': 'User', '1.id': '1' });
});
