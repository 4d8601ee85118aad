import { expect, it } from 'vitest';
import { networkOf } from '#app/domain/identity/network.ts';

it('an IPv4 address stands for itself, also where it is written as an IPv6 one', () => {
  expect(networkOf('192.0.2.7')).toBe('192.0.2.7');
  expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
});

it('all IPv6 addresses of one subscriber are one network, however they are written', () => {
  const network = networkOf('2001:db8:0:1::1');
  expect(networkOf('2001:0DB8::1:ffff:ffff:ffff:ffff')).toBe(network);
  expect(networkOf('2001:db8:0:1:aaaa:bbbb:cccc:dddd')).toBe(network);
  expect(networkOf('2001:db8:0:2::1')).not.toBe(network);
  expect(networkOf('::1')).toBe('0:0:0:0');
});
