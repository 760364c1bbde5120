/** Words in Vietnamese of what is around every screen. */

export default {
  'shell.back': 'Quay lại',
  'shell.hide': 'Ẩn ngay',
  'shell.home': 'Trang đầu',
  'shell.elsewhere': 'An Trú đang mở ở một cửa sổ khác',
  'shell.elsewhere-why': 'Mỗi lúc chỉ một cửa sổ được ghi, để hai bên không ghi đè lên nhau. Cửa sổ kia sẽ được lưu rồi khóa.',
  'shell.here': 'Làm việc ở cửa sổ này',
  'shell.absent': 'Không có màn hình này. Xin về trang đầu.',
  'shell.offline': 'Không có mạng. Vẫn ghi được; gửi sau.',
  'shell.unsaved': 'Chưa lưu được thao tác vừa rồi',
  'shell.loading': 'Đang mở…',
  'level.red': 'Đỏ',
  'level.orange': 'Cam',
  'level.yellow': 'Vàng',
  'level.white': 'Trắng',
};
