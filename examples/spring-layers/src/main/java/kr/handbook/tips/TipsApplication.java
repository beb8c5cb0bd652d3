package kr.handbook.tips;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
public class TipsApplication {
  static final List<String> TIPS =
      List.of("의존성을 먼저 복사합니다.", "root로 실행하지 않습니다.", "베이스 이미지를 새것으로 바꿉니다.");

  public static void main(String[] arguments) {
    SpringApplication.run(TipsApplication.class, arguments);
  }

  @GetMapping("/{number}")
  String tip(@PathVariable int number) {
    return TIPS.get(Math.floorMod(number, TIPS.size()));
  }
}
