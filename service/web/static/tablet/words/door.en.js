/** Words in English of the door. */

export default {
  'door.enrol': 'First sign-in',
  'door.unlock': 'Unlock',
  'door.username': 'User name',
  'door.password': 'Password',
  'door.otp': 'Second-factor code',
  'door.device': 'Name of this device',
  'door.pin': 'PIN',
  'door.again': 'PIN again',
  'door.differ': 'The two PINs differ. Enter them again.',
};
