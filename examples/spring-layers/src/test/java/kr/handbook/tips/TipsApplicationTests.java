package kr.handbook.tips;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TipsApplicationTests {
  @Test
  void tipsTakeTurns() {
    TipsApplication application = new TipsApplication();
    assertEquals(application.tip(0), application.tip(TipsApplication.TIPS.size()));
    assertEquals("root로 실행하지 않습니다.", application.tip(1));
  }
}
