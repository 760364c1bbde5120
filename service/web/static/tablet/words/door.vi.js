/** Words in Vietnamese of the door. */

export default {
  'door.enrol': 'Đăng nhập lần đầu',
  'door.unlock': 'Mở khóa',
  'door.username': 'Tên đăng nhập',
  'door.password': 'Mật khẩu',
  'door.otp': 'Mã xác thực hai lớp',
  'door.device': 'Tên máy này',
  'door.pin': 'Mã PIN',
  'door.again': 'Nhập lại mã PIN',
  'door.differ': 'Hai mã PIN không giống nhau. Xin nhập lại.',
};
